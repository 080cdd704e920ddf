namespace ShmStore.Generators.Model;

/// <summary>How a read value gets into a new object.</summary>
internal enum MemberAssignment
{
    /// <summary>While the object is created: as a constructor argument, in the object initializer, or both.</summary>
    Creation,

    /// <summary>By assignment after creation, and only if the document has the element, so that the member's own initial value stands.</summary>
    AfterCreation,

    /// <summary>In the object initializer, where a missing element is replaced by what a new object has there: an init-only member with an initial value.</summary>
    CreationOrInitial,
}
