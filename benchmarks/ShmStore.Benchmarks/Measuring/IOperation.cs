namespace ShmStore.Benchmarks.Measuring;

/// <summary>What is measured: one operation. Implemented by structs, so that the loop around it is compiled for it and calls nothing.</summary>
internal interface IOperation
{
    /// <summary>Does it once.</summary>
    /// <param name="turn">Counts up; picks one of the rotating values.</param>
    /// <returns>A number that depends on the work, so that none of it can be left out.</returns>
    long Run(int turn);
}
