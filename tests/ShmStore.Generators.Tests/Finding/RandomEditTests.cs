using CsCheck;

namespace ShmStore.Generators.Tests.Finding;

/// <summary>Random projects under random edits: after each one, what comes out is what comes out of the same files when they are new.</summary>
public sealed class RandomEditTests
{
    private const int Projects = 80;
    private const int Edits = 30;

    [Fact]
    public void After_any_edit_the_output_is_that_of_a_new_run()
    {
        int edits = 0;
        int seen = 0;
        int unseen = 0;
        Gen.Select(RandomFiles.One.List[6, 12], RandomEdit.Any.Array[Edits]).Sample(
            (files, sequence) =>
            {
                EditedProject project = EditedProject.Of([.. files]);
                foreach (RandomEdit edit in sequence)
                {
                    SortedDictionary<string, string> before = project.Output;
                    files = edit.Apply(files);
                    project.Edit([.. files]);
                    Interlocked.Increment(ref edits);
                    Interlocked.Add(ref seen, before.SequenceEqual(project.Output) ? 0 : 1);
                    Interlocked.Add(ref unseen, project.WasCached ? 1 : 0);
                }
            },
            iter: Projects);

        // Otherwise little would be shown.
        Assert.InRange(seen, edits / 20, edits);
        Assert.InRange(unseen, edits / 20, edits);
    }
}
