namespace ShmStore.Steps.Cases;

/// <summary>What is done with the states of a case.</summary>
internal enum CaseKind
{
    /// <summary>Each is checked.</summary>
    Checked,

    /// <summary>The control: neighbouring stores are exchanged, as if the writer had made them in another order, and there must be problems.</summary>
    Swapped,

    /// <summary>The next writer is stepped through too, from some of them, and each state of its repair is checked.</summary>
    Recovered,
}
