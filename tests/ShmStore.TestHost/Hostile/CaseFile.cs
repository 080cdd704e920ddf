using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ShmStore.TestHost.Hostile;

/// <summary>Notes what is being tried in a file, so that the test can name it when this process has died of it.</summary>
internal sealed class CaseFile(string path) : IDisposable
{
    private const int Silence = 2000;

    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
    private long _reported = Environment.TickCount64;

    /// <summary>How many cases there were.</summary>
    public int Count { get; private set; }

    /// <summary>Notes a case before it is tried, and tells the test now and then that this process is alive.</summary>
    public void Begin(FormattableString what)
    {
        byte[] line = Encoding.UTF8.GetBytes(what.ToString(CultureInfo.InvariantCulture).PadRight(200));
        RandomAccess.Write(_file, line, 0);
        Count++;
        if (Environment.TickCount64 - _reported > Silence)
        {
            _reported = Environment.TickCount64;
            Standby.Report(string.Create(CultureInfo.InvariantCulture, $"{Count} cases"));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
