using System.Collections.Concurrent;
using ShmStore.Benchmarks.Contenders;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>Writes through a held handle.</summary>
internal static class HeldEntryWrites
{
    private const string Key = "account:000123";
    private const string Replace = "ConcurrentDictionary, replace";
    private const string CopyAndReplace = "ConcurrentDictionary, clone and replace";
    private const string WithAndReplace = "ConcurrentDictionary, with and replace";
    private const string EntrySet = "entry.Set";
    private const string EntryUpdate = "entry.Update";
    private const string EntrySetMember = "entry.SetDelta";
    private const string EntrySetWith = "entry.Set of a with";

    /// <summary>The whole object.</summary>
    public static Comparison Set(BenchmarkStore.Writer writer)
    {
        Account[] values = Rotation.Of<Account>();
        var dictionary = new ConcurrentDictionary<string, Account>();
        return new Comparison("set", Replace,
        [
            Contender.Of(Replace, new DictionaryReplace(dictionary, values)),
            Contender.Of(CopyAndReplace, new DictionaryCopy(dictionary, values)),
            Contender.Of(EntrySet, new Setting(writer.Account, values)),
            CodecContenders<Account>.Write<MemoryPackCodec<Account>>(values),
        ])
        {
            Targets = [new Target(EntrySet, 0.5, Replace), new Target(EntrySet, 0.5, CopyAndReplace), new Target(EntrySet, 0.4, MemoryPackCodec<Account>.Name)],
            Check = (contender, turn, number) =>
            {
                if (contender.Name == EntrySet)
                    CodecContenders<Account>.Expect(contender.Name, values[turn], writer.Account.Value);
                else if (contender.Name != MemoryPackCodec<Account>.Name)
                    CodecContenders<Account>.Expect(contender.Name, values[turn], dictionary[Key]);
            },
        };
    }

    /// <summary>One member changed.</summary>
    public static Comparison UpdateMember(BenchmarkStore.Writer writer)
    {
        Account[] values = Rotation.Of<Account>();
        var dictionary = new ConcurrentDictionary<string, Account>();
        return new Comparison("update one member", WithAndReplace,
        [
            Contender.Of(WithAndReplace, new DictionaryUpdate(dictionary)),
            Contender.Of(EntrySetMember, new SettingMember(writer.Account)),
            Contender.Of(EntryUpdate, new Updating(writer.Account)),
            Contender.Of(EntrySetWith, new SettingWith(writer.Account)),
        ])
        {
            Targets = [new Target(EntrySetMember, 0.6, WithAndReplace), new Target(EntryUpdate, 0.6, WithAndReplace)],
            BeforeRound = round => writer.Account.Set(dictionary[Key] = Rotation.At(values, round)),
            Check = (contender, _, number) =>
            {
                long stored = contender.Name == WithAndReplace ? dictionary[Key].Delta : writer.Account.Delta;
                ArgumentOutOfRangeException.ThrowIfNotEqual(stored, number, contender.Name);
            },
        };
    }

    private readonly struct DictionaryReplace(ConcurrentDictionary<string, Account> dictionary, Account[] values) : IOperation
    {
        public long Run(int turn)
        {
            dictionary[Key] = Rotation.At(values, turn);
            return 0;
        }
    }

    private readonly struct DictionaryCopy(ConcurrentDictionary<string, Account> dictionary, Account[] values) : IOperation
    {
        public long Run(int turn)
        {
            dictionary[Key] = Account.Copy(Rotation.At(values, turn));
            return 0;
        }
    }

    private readonly struct Setting(SharedEntryWriter<Account> entry, Account[] values) : IOperation
    {
        public long Run(int turn) => entry.Set(Rotation.At(values, turn));
    }

    private readonly struct DictionaryUpdate(ConcurrentDictionary<string, Account> dictionary) : IOperation
    {
        public long Run(int turn)
        {
            Account old = dictionary[Key];
            dictionary[Key] = old with { Delta = old.Delta + 1 };
            return old.Delta + 1;
        }
    }

    private readonly struct SettingMember(SharedEntryWriter<Account> entry) : IOperation
    {
        public long Run(int turn)
        {
            long delta = entry.Delta + 1;
            entry.SetDelta(delta);
            return delta;
        }
    }

    private readonly struct Updating(SharedEntryWriter<Account> entry) : IOperation
    {
        public long Run(int turn) => entry.Update(static old => old with { Delta = old.Delta + 1 }).Delta;
    }

    private readonly struct SettingWith(SharedEntryWriter<Account> entry) : IOperation
    {
        public long Run(int turn)
        {
            Account old = entry.Value;
            entry.Set(old with { Delta = old.Delta + 1 });
            return old.Delta + 1;
        }
    }
}
