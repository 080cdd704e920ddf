using System.Globalization;
using MongoDB.Bson;
using ShmStore.Store.Maps;

namespace ShmStore.Tool;

/// <summary>Prints changes that several tasks find, until there were enough. Thread-safe.</summary>
internal sealed class ChangeLines(TextWriter output, int most, bool canonical, CancellationToken cancellationToken) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private int _left = most;

    /// <summary>Cancelled when no more are to be printed, or the command is interrupted.</summary>
    public CancellationToken End => _end.Token;

    /// <summary>Prints a change, unless there were enough.</summary>
    public void Write(long version, string key, string what, BsonDocument? value)
    {
        lock (_lock)
        {
            if (_left <= 0)
                return;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{version} {ShownKey.Escape(key)} {what}{(value is null ? "" : " " + JsonText.Of(value, canonical))}"));
            output.Flush();
            _left--;
            if (_left <= 0)
                Stop();
        }
    }

    /// <summary>No more are printed.</summary>
    public void Stop() => _end.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();
}
