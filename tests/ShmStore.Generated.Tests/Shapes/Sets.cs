using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Every collection that is not a list.</summary>
[SharedObject]
public sealed partial class Sets
{
    /// <summary>HashSetOf.</summary>
    public HashSet<int>? HashSetOf { get; set; }

    /// <summary>SortedSetOf.</summary>
    public SortedSet<int>? SortedSetOf { get; set; }

    /// <summary>ISetOf.</summary>
    public ISet<int>? ISetOf { get; set; }

    /// <summary>IReadOnlySetOf.</summary>
    public IReadOnlySet<int>? IReadOnlySetOf { get; set; }

    /// <summary>LinkedListOf.</summary>
    public LinkedList<int>? LinkedListOf { get; set; }

    /// <summary>QueueOf.</summary>
    public Queue<int>? QueueOf { get; set; }

    /// <summary>StackOf.</summary>
    public Stack<int>? StackOf { get; set; }

    /// <summary>CollectionOf.</summary>
    public Collection<int>? CollectionOf { get; set; }

    /// <summary>ObservableCollectionOf.</summary>
    public ObservableCollection<int>? ObservableCollectionOf { get; set; }

    /// <summary>ReadOnlyCollectionOf.</summary>
    public ReadOnlyCollection<int>? ReadOnlyCollectionOf { get; set; }

    /// <summary>ReadOnlySetOf.</summary>
    public ReadOnlySet<int>? ReadOnlySetOf { get; set; }

    /// <summary>ImmutableArrayOf.</summary>
    public ImmutableArray<int> ImmutableArrayOf { get; set; }

    /// <summary>ImmutableListOf.</summary>
    public ImmutableList<int>? ImmutableListOf { get; set; }

    /// <summary>ImmutableHashSetOf.</summary>
    public ImmutableHashSet<int>? ImmutableHashSetOf { get; set; }

    /// <summary>ImmutableSortedSetOf.</summary>
    public ImmutableSortedSet<int>? ImmutableSortedSetOf { get; set; }

    /// <summary>ImmutableQueueOf.</summary>
    public ImmutableQueue<int>? ImmutableQueueOf { get; set; }

    /// <summary>ImmutableStackOf.</summary>
    public ImmutableStack<int>? ImmutableStackOf { get; set; }

    /// <summary>IImmutableListOf.</summary>
    public IImmutableList<int>? IImmutableListOf { get; set; }

    /// <summary>IImmutableSetOf.</summary>
    public IImmutableSet<int>? IImmutableSetOf { get; set; }

    /// <summary>FrozenSetOf.</summary>
    public FrozenSet<int>? FrozenSetOf { get; set; }

    /// <summary>ReadOnlyMemoryOf.</summary>
    public ReadOnlyMemory<int> ReadOnlyMemoryOf { get; set; }

    /// <summary>Texts.</summary>
    public HashSet<string?> Texts { get; set; } = [];

    /// <summary>Points.</summary>
    public ImmutableArray<Point> Points { get; set; } = [];

    /// <summary>MaybeArray.</summary>
    public ImmutableArray<int>? MaybeArray { get; set; }
}
