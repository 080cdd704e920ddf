using System.ComponentModel;

namespace ShmStore;

/// <summary>A store attached for reading, and for writing its atomics. Base of a generated class.</summary>
/// <remarks>Any number of contributors may be attached at once. Everything but the atomics is mapped read-only. Thread-safe.</remarks>
public abstract class SharedStoreContributor : SharedStore
{
    /// <summary>For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected SharedStoreContributor(StoreAttachment attachment)
        : base(attachment)
    {
    }
}
