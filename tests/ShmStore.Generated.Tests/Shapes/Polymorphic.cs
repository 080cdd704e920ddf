using MongoDB.Bson.Serialization.Attributes;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>An interface with known types.</summary>
[SharedObject(KnownTypes = [typeof(Car), typeof(Bike)])]
public partial interface IVehicle
{
    /// <summary>Of every vehicle.</summary>
    int Wheels { get; }
}

/// <summary>Named otherwise in documents.</summary>
/// <param name="Wheels">Wheels.</param>
/// <param name="Plate">Text.</param>
[SharedObject]
[BsonDiscriminator("car")]
public sealed partial record Car(int Wheels, string Plate) : IVehicle;

/// <summary>Without members of its own.</summary>
[SharedObject]
public sealed partial class Bike : IVehicle
{
    /// <inheritdoc/>
    public int Wheels => 2;
}

/// <summary>An abstract base class: the name of the type alone.</summary>
[SharedObject]
[BsonKnownTypes(typeof(Circle), typeof(Square))]
public abstract partial class Figure
{
    /// <summary>Of every figure.</summary>
    public string? Label { get; set; }

    /// <summary>Fixed width.</summary>
    public int Color { get; set; }
}

/// <summary>A figure.</summary>
[SharedObject]
public sealed partial class Circle : Figure
{
    /// <summary>A member of its own.</summary>
    public double Radius { get; set; }
}

/// <summary>A figure that holds figures, whose id comes first.</summary>
[SharedObject]
public sealed partial class Square : Figure
{
    /// <summary>The id.</summary>
    public int Id { get; set; }

    /// <summary>Figures.</summary>
    public List<Figure> Parts { get; set; } = [];
}

/// <summary>A root class that is a type of its own: all names from the root down.</summary>
[SharedObject]
[BsonDiscriminator(RootClass = true)]
[BsonKnownTypes(typeof(Cat), typeof(Mouse))]
public partial class Beast
{
    /// <summary>Of every beast.</summary>
    public int Age { get; set; }
}

/// <summary>Derived, with a derived one of its own.</summary>
[SharedObject]
[BsonKnownTypes(typeof(Lion))]
public partial class Cat : Beast
{
    /// <summary>A member of its own.</summary>
    public string? Name { get; set; }
}

/// <summary>Derived from a derived one.</summary>
[SharedObject]
public sealed partial class Lion : Cat
{
    /// <summary>A member of its own.</summary>
    public bool Mane { get; set; }
}

/// <summary>Derived.</summary>
[SharedObject]
public sealed partial class Mouse : Beast;

/// <summary>A base class that is a type of its own, without a root: its own name is not written.</summary>
[SharedObject]
[BsonKnownTypes(typeof(Special))]
public partial class Ordinary
{
    /// <summary>A member.</summary>
    public int Number { get; set; }
}

/// <summary>Derived; its name is written everywhere.</summary>
[SharedObject]
[BsonDiscriminator(Required = true)]
public sealed partial class Special : Ordinary;

/// <summary>Members of interfaces and base classes.</summary>
[SharedObject]
public sealed partial class Zoo
{
    /// <summary>An interface.</summary>
    public IVehicle? Vehicle { get; set; }

    /// <summary>Many of an interface.</summary>
    public List<IVehicle> Vehicles { get; set; } = [];

    /// <summary>An abstract class.</summary>
    public Figure? Figure { get; set; }

    /// <summary>A hierarchy.</summary>
    public Dictionary<string, Beast> Beasts { get; set; } = [];

    /// <summary>Declared as one that is derived.</summary>
    public Lion? Lion { get; set; }

    /// <summary>A base class.</summary>
    public Ordinary[] Ordinaries { get; set; } = [];
}
