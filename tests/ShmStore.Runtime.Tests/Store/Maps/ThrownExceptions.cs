using System.Runtime.ExceptionServices;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Counts the exceptions that this thread throws, caught or not, until disposed.</summary>
internal sealed class ThrownExceptions : IDisposable
{
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public ThrownExceptions() => AppDomain.CurrentDomain.FirstChanceException += OnThrown;

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => AppDomain.CurrentDomain.FirstChanceException -= OnThrown;

    private void OnThrown(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (Environment.CurrentManagedThreadId == _thread)
            Count++;
    }
}
