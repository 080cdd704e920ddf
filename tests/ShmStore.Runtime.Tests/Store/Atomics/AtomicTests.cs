using CsCheck;
using ShmStore.Store.Atomics;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Atomics;

/// <summary>Every operation of every type of atomic against a variable.</summary>
public sealed class AtomicTests : IDisposable
{
    private readonly SampleWriter _writer = SampleWriter.Open(null);
    private readonly SampleStore _reader;
    private readonly SampleContributor _contributor;

    public AtomicTests()
    {
        _reader = _writer.OpenReader();
        _contributor = _writer.OpenContributor();
    }

    public void Dispose()
    {
        _contributor.Dispose();
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void Atomics_begin_as_zero()
    {
        Assert.Equal(0, _reader.Count.Value);
        Assert.Equal(0, _reader.Ratio.Value);
        Assert.False(_reader.Flag.Value);
        Assert.Equal(0, _reader.Small.Value);
    }

    [Fact]
    public void Operations_on_int64() => Gen.Select(Gen.Int[0, 7], Gen.Long, Gen.Long).Array[1, 30].Sample(
        operations =>
        {
            long model = _reader.Count.Value;
            foreach ((int operation, long value, long other) in operations)
            {
                switch (operation)
                {
                    case 0: AssertSame(model, _contributor.Count.Exchange(value)); model = value; break;
                    case 1: AssertSame(model = unchecked(model + value), _contributor.Count.Add(value)); break;
                    case 2: AssertSame(model = Math.Max(model, value), _contributor.Count.Max(value)); break;
                    case 3: AssertSame(model, _contributor.Count.CompareExchange(value, other)); model = model == other ? value : model; break;
                    case 4: AssertSame(model, _contributor.Count.CompareExchange(value, model)); model = value; break;
                    case 5: AssertSame(model = Math.Min(model, value), _contributor.Count.Min(value)); break;
                    case 6: AssertSame(model = model ^ value, _contributor.Count.Update(current => current ^ value)); break;
                    default: AssertSame(model = model ^ value, _contributor.Count.Update(value, static (x, y) => x ^ y)); break;
                }

                AssertSame(model, _reader.Count.Value);
                AssertSame(model, _writer.Count.Value);
            }
        },
        iter: 200,
        threads: 1);

    [Fact]
    public void Operations_on_int32() => Gen.Select(Gen.Int[0, 7], Gen.Int, Gen.Int).Array[1, 30].Sample(
        operations =>
        {
            int model = _reader.Small.Value;
            foreach ((int operation, int value, int other) in operations)
            {
                switch (operation)
                {
                    case 0: AssertSame(model, _contributor.Small.Exchange(value)); model = value; break;
                    case 1: AssertSame(model = unchecked(model + value), _contributor.Small.Add(value)); break;
                    case 2: AssertSame(model = Math.Max(model, value), _contributor.Small.Max(value)); break;
                    case 3: AssertSame(model, _contributor.Small.CompareExchange(value, other)); model = model == other ? value : model; break;
                    case 4: AssertSame(model, _contributor.Small.CompareExchange(value, model)); model = value; break;
                    case 5: AssertSame(model = Math.Min(model, value), _contributor.Small.Min(value)); break;
                    case 6: AssertSame(model = model ^ value, _contributor.Small.Update(current => current ^ value)); break;
                    default: AssertSame(model = model ^ value, _contributor.Small.Update(value, static (x, y) => x ^ y)); break;
                }

                AssertSame(model, _reader.Small.Value);
                AssertSame(model, _writer.Small.Value);
            }
        },
        iter: 200,
        threads: 1);

    [Fact]
    public void Operations_on_floating_point() => Gen.Select(Gen.Int[0, 7], Gen.Double, Gen.Double).Array[1, 30].Sample(
        operations =>
        {
            double model = _reader.Ratio.Value;
            foreach ((int operation, double value, double other) in operations)
            {
                switch (operation)
                {
                    case 0: AssertSame(model, _contributor.Ratio.Exchange(value)); model = value; break;
                    case 1: AssertSame(model += value, _contributor.Ratio.Add(value)); break;
                    case 2: AssertSame(model = Math.Max(model, value), _contributor.Ratio.Max(value)); break;
                    case 3:
                        AssertSame(model, _contributor.Ratio.CompareExchange(value, other));
                        model = BitConverter.DoubleToInt64Bits(model) == BitConverter.DoubleToInt64Bits(other) ? value : model;
                        break;
                    case 4: AssertSame(model, _contributor.Ratio.CompareExchange(value, model)); model = value; break;
                    case 5: AssertSame(model = Math.Min(model, value), _contributor.Ratio.Min(value)); break;
                    case 6: AssertSame(model = value - model, _contributor.Ratio.Update(current => value - current)); break;
                    default: AssertSame(model = value - model, _contributor.Ratio.Update(value, static (x, y) => y - x)); break;
                }

                AssertSame(model, _reader.Ratio.Value);
            }
        },
        iter: 200,
        threads: 1);

    [Fact]
    public void Operations_on_booleans()
    {
        foreach (bool before in (bool[])[false, true])
        {
            foreach (bool value in (bool[])[false, true])
            {
                _writer.Flag.Value = before;
                Assert.Equal(before, _contributor.Flag.Exchange(value));
                Assert.Equal(value, _reader.Flag.Value);
                Assert.Equal(value, _contributor.Flag.CompareExchange(!value, before));
                Assert.Equal(value == before ? !value : value, _reader.Flag.Value);
                bool now = _reader.Flag.Value;
                Assert.Equal(!now, _contributor.Flag.Update(true, static (x, y) => x ^ y));
                Assert.Equal(!now, _writer.Flag.Value);
            }
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-0.0)]
    [InlineData(double.Epsilon)]
    public void Doubles_go_by_their_bits(double value)
    {
        _writer.Ratio.Value = value;
        AssertSame(value, _contributor.Ratio.CompareExchange(1, value));
        Assert.Equal(1, _reader.Ratio.Value);
        _writer.Ratio.Value = 0.0;
        AssertSame(0.0, _contributor.Ratio.CompareExchange(1, -0.0));
        AssertSame(0.0, _reader.Ratio.Value);
    }

    [Fact]
    public void An_update_that_throws_changes_nothing()
    {
        _writer.Count.Value = 5;
        Assert.Throws<TimeoutException>(() => _contributor.Count.Update(0, static (_, _) => throw new TimeoutException()));
        Assert.Equal(5, _reader.Count.Value);
    }

    [Fact]
    public unsafe void A_word_that_is_not_aligned_or_of_another_type_is_refused()
    {
        byte* word = (byte*)0x10000;
        _ = new AtomicWord<long>(word);
        foreach (int shift in (int[])[1, 4, 8, 63])
            Assert.Throws<ArgumentException>(() => new AtomicWord<long>((byte*)0x10000 + shift));
        Assert.Throws<NotSupportedException>(() => new AtomicWord<short>((byte*)0x10000));
        Assert.Throws<NotSupportedException>(() => new AtomicWord<decimal>((byte*)0x10000));
    }

    private static void AssertSame<T>(T expected, T actual)
        where T : unmanaged => Assert.True(AtomicWord<T>.SameBits(expected, actual), $"{expected} expected, not {actual}");
}
