using MongoDB.Bson.Serialization.Attributes;
using ShmStore.Bson;

namespace ShmStore.Tests.Bson.Model;

/// <summary>The root of a hierarchy that is a type of its own: every type in it is written with its discriminators.</summary>
[BsonDiscriminator(RootClass = true)]
[BsonKnownTypes(typeof(Cat))]
internal record Animal
{
    public int Age { get; init; }
}

/// <summary>A type derived from the root.</summary>
[BsonKnownTypes(typeof(Lion))]
internal record Cat : Animal;

/// <summary>A type derived from a derived one.</summary>
internal sealed record Lion : Cat;

/// <summary>How exactly one of the three is written and read; they have the same members.</summary>
internal readonly struct AnimalObject<T> : IConcreteObject<T>
    where T : Animal, new()
{
    private static readonly byte[] Template = [0, 0, 0, 0];

    public static FixedLayout FixedLayout => new(Template, Template);

    public static void Write(ref DocumentWriter writer, T value)
    {
        int start = writer.BeginDocument(Template);
        writer.Element<int, Int32Codec>("Age"u8, value.Age);
        writer.EndDocument(start);
    }

    public static T Read(in DocumentView document) => new() { Age = document.Tail().Next<int, Int32Codec>("Age"u8, required: true) };
}

/// <summary>The types a member of type <see cref="Animal"/> may hold.</summary>
internal readonly struct AnimalTypes : IPolymorphic<Animal>
{
    public static KnownTypes<Animal> KnownTypes { get; } = new(
        KnownType<Animal>.Of<Animal, AnimalObject<Animal>>("Animal", "Animal"),
        KnownType<Animal>.Of<Cat, AnimalObject<Cat>>("Cat", "Animal", "Cat"),
        KnownType<Animal>.Of<Lion, AnimalObject<Lion>>("Lion", "Animal", "Cat", "Lion"));
}

/// <summary>The same types without a hierarchical root: the declared type itself has no discriminator.</summary>
internal readonly struct ScalarAnimalTypes : IPolymorphic<Animal>
{
    public static KnownTypes<Animal> KnownTypes { get; } = new(
        KnownType<Animal>.Of<Animal, AnimalObject<Animal>>("Animal"),
        KnownType<Animal>.Of<Cat, AnimalObject<Cat>>("Cat", "Cat"));
}
