using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace WebCache;

/// <summary>Adds up what the caches of this process count, as a program that collects metrics does.</summary>
public sealed class MeterTotals : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _totals = new(StringComparer.Ordinal);

    /// <summary>Listens from now on.</summary>
    public MeterTotals()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == CacheMeter.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, measurement, _, _) =>
            _totals.AddOrUpdate(instrument.Name, measurement, (_, total) => instrument.IsObservable ? measurement : total + measurement));
        _listener.Start();
    }

    /// <summary>The total of an instrument, or of one that is observed, what it says now.</summary>
    public long this[string instrument]
    {
        get
        {
            _listener.RecordObservableInstruments();
            return _totals.GetValueOrDefault(instrument);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
