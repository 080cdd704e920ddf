namespace ShmStore.Tests.Store.Evolution;

/// <summary>The store with the schema of <see cref="SampleV2"/>, for reading.</summary>
internal sealed class StoreV2 : SharedStore
{
    public StoreV2(StoreAttachment attachment)
        : base(attachment)
    {
        A = new SharedEntry<SampleV2>(attachment, 0);
        E = new SharedEntry<SampleV2>(attachment, 9);
        F = new SharedAtomic<long>(attachment, 10);
    }

    public SharedEntry<SampleV2> A { get; }

    public SharedEntry<SampleV2> E { get; }

    public SharedAtomic<long> F { get; }

    /// <summary>Attaches for reading.</summary>
    public static StoreV2 Open(string path) => new(StoreAttachment.OpenReader(SampleV2.Schema, path));

    /// <summary>The same for the writer.</summary>
    public sealed class Writer : SharedStoreWriter
    {
        public Writer(StoreAttachment attachment)
            : base(attachment)
        {
            A = new SharedEntryWriter<SampleV2>(attachment, 0);
            E = new SharedEntryWriter<SampleV2>(attachment, 9);
            F = new SharedAtomicWriter<long>(attachment, 10);
        }

        public SharedEntryWriter<SampleV2> A { get; }

        public SharedEntryWriter<SampleV2> E { get; }

        public SharedAtomicWriter<long> F { get; }

        /// <summary>Creates or opens.</summary>
        public static Writer Open(string path) => new(StoreAttachment.CreateWriter(SampleV2.Schema, path));
    }

    /// <summary>The same for a contributor.</summary>
    public sealed class Contributor : SharedStoreContributor
    {
        public Contributor(StoreAttachment attachment)
            : base(attachment) => F = new SharedAtomicWriter<long>(attachment, 10);

        public SharedAtomicWriter<long> F { get; }

        /// <summary>Attaches.</summary>
        public static Contributor Open(string path) => new(StoreAttachment.OpenContributor(SampleV2.Schema, path));
    }
}
