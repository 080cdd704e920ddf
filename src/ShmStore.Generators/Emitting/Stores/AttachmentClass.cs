namespace ShmStore.Generators.Emitting.Stores;

/// <summary>A class nested in the store, which itself is the reader: another way to attach.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="BaseType">Its base class.</param>
/// <param name="Keys">What its keys are.</param>
/// <param name="Summary">What it is, as XML.</param>
internal sealed record AttachmentClass(string Name, string BaseType, AttachmentKind Keys, string Summary);
