namespace ShmStore.Generators.Emitting;

/// <summary>The runtime's types as emitted source names them.</summary>
internal static class RuntimeNames
{
    private const string Root = "global::ShmStore.";

    /// <summary>A document in place.</summary>
    public const string DocumentView = Root + "Bson.DocumentView";

    /// <summary>An element in place.</summary>
    public const string ElementView = Root + "Bson.ElementView";

    /// <summary>The codec of embedded documents.</summary>
    public const string ObjectCodec = Root + "Bson.ObjectCodec";

    /// <summary>The interface of codecs.</summary>
    public const string BsonCodec = Root + "Bson.IBsonCodec";

    /// <summary>The type byte of an element.</summary>
    public const string ElementType = Root + "Bson.ElementType";

    /// <summary>Where a value is.</summary>
    public const string ValuePlace = Root + "Bson.ValuePlace";

    /// <summary>The writer of documents.</summary>
    public const string DocumentWriter = Root + "Bson.DocumentWriter";

    /// <summary>The fixed block of a document, as bytes.</summary>
    public const string FixedBytes = Root + "Bson.FixedBytes";

    /// <summary>The name of a member of fixed width.</summary>
    public const string SharedMember = Root + "SharedMember";

    /// <summary>The interface of how a member of fixed width is read.</summary>
    public const string IsSharedMember = Root + "ISharedMember";

    /// <summary>The fixed block of a document being written.</summary>
    public const string FixedBlock = Root + "Bson.FixedBlock";

    /// <summary>The fixed block's description.</summary>
    public const string FixedLayout = Root + "Bson.FixedLayout";

    /// <summary>The cursor over tail elements.</summary>
    public const string TailCursor = Root + "Bson.TailCursor";

    /// <summary>The interface of view readers.</summary>
    public const string BsonView = Root + "Bson.IBsonView";

    /// <summary>The interface of sets of element names.</summary>
    public const string ElementNames = Root + "IElementNames";

    /// <summary>What is done with elements that no member has.</summary>
    public const string ExtraElements = Root + "Bson.ExtraElements";

    /// <summary>Text in place.</summary>
    public const string Utf8View = Root + "Bson.Utf8View";

    /// <summary>The interface of lists of known types.</summary>
    public const string Polymorphic = Root + "Bson.IPolymorphic";

    /// <summary>A list of known types.</summary>
    public const string KnownTypes = Root + "Bson.KnownTypes";

    /// <summary>A known type.</summary>
    public const string KnownType = Root + "Bson.KnownType";

    /// <summary>The interface of codecs of exactly one type.</summary>
    public const string ConcreteObject = Root + "IConcreteObject";

    /// <summary>The interface of object types.</summary>
    public const string SharedObject = Root + "ISharedObject";

    /// <summary>The interface of views of objects.</summary>
    public const string SharedView = Root + "ISharedView";

    /// <summary>The store's attachment.</summary>
    public const string StoreAttachment = Root + "StoreAttachment";

    /// <summary>The store's schema.</summary>
    public const string StoreSchema = Root + "StoreSchema";

    /// <summary>The base of readers.</summary>
    public const string SharedStore = Root + "SharedStore";

    /// <summary>The base of writers.</summary>
    public const string SharedStoreWriter = Root + "SharedStoreWriter";

    /// <summary>The base of contributors.</summary>
    public const string SharedStoreContributor = Root + "SharedStoreContributor";

    /// <summary>A reader's entry.</summary>
    public const string SharedEntry = Root + "SharedEntry";

    /// <summary>An object under a key, for its writer.</summary>
    public const string SharedEntryWriter = Root + "SharedEntryWriter";

    /// <summary>A map's entry.</summary>
    public const string SharedMapEntry = Root + "SharedMapEntry";

    /// <summary>A reader's map.</summary>
    public const string SharedMap = Root + "SharedMap";

    /// <summary>Look-ups by text that is no string.</summary>
    public const string SharedMapTextKeys = Root + "SharedMapTextKeys";

    /// <summary>Look-ups by bytes in a span.</summary>
    public const string SharedMapByteKeys = Root + "SharedMapByteKeys";

    /// <summary>A map, for its writer.</summary>
    public const string SharedMapWriter = Root + "SharedMapWriter";

    /// <summary>Any other type of the root namespace.</summary>
    public static string Of(string name) => Root + name;
}
