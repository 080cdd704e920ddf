using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>Several members of fixed width that are read together. All of it is static, so that the code is compiled as if it were written out.</summary>
internal interface IMemberTuple<TResult>
{
    /// <inheritdoc cref="ISharedMember{TField}.TryLoad"/>
    static abstract bool TryLoad(FixedBytes bytes, out TResult values);

    /// <inheritdoc cref="ISharedMember{TField}.Read"/>
    static abstract TResult Read(DocumentView document);
}
