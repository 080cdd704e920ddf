using System.Runtime.ExceptionServices;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>A thread that waits for something, and what came of it.</summary>
internal sealed class WaitingThread
{
    private readonly Thread _thread;
    private long _result;
    private Exception? _error;

    public WaitingThread(Func<long> wait)
    {
        _thread = new Thread(() =>
        {
            try
            {
                _result = wait();
            }
            catch (Exception exception)
            {
                _error = exception;
            }
        })
        { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whether it ends within some time.</summary>
    public bool HasEnded(TimeSpan patience) => _thread.Join(patience);

    /// <summary>What it returned, soon; throws what it threw.</summary>
    public long Result()
    {
        Assert.True(HasEnded(TimeSpan.FromSeconds(20)), "The wait did not end.");
        if (_error is not null)
            ExceptionDispatchInfo.Throw(_error);
        return _result;
    }
}
