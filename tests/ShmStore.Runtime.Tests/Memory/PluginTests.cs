using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Memory;

/// <summary>The library as a plugin's own, in a context that is unloaded.</summary>
public sealed class PluginTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_store_in_a_static_field_goes_with_its_plugin(bool isFile, bool disposes)
    {
        string? path = isFile ? _folder.File() : null;
        WeakReference plugin = LoadAndUnload(path, disposes);
        for (int i = 0; i < 50 && plugin.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(plugin.IsAlive);
        if (path is null)
            return;
        if (OperatingSystem.IsLinux())
            Assert.DoesNotContain(File.ReadLines("/proc/self/maps"), line => line.EndsWith(path, StringComparison.Ordinal));
        using var next = SampleWriter.Open(path);
        Assert.Equal(Sample.Of(1), next.A.Value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadAndUnload(string? path, bool disposes)
    {
        var plugin = new Plugin();
        Type kept = plugin.LoadFromAssemblyName(typeof(KeptStore).Assembly.GetName()).GetType(typeof(KeptStore).FullName!, throwOnError: true)!;
        Assert.NotSame(typeof(KeptStore), kept);
        kept.GetMethod(nameof(KeptStore.Keep), BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [path, disposes]);
        plugin.Unload();
        return new WeakReference(plugin);
    }

    private sealed class Plugin() : AssemblyLoadContext("plugin", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name!.StartsWith("ShmStore", StringComparison.Ordinal)
            ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll"))
            : null;
    }
}
