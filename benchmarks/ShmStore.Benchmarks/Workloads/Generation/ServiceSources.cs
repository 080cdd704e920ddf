using System.Globalization;
using Microsoft.CodeAnalysis;

namespace ShmStore.Benchmarks.Workloads.Generation;

/// <summary>Files as most of a large project are: 300 lines, nearly all of them in the bodies of methods.</summary>
internal static class ServiceSources
{
    private const int Methods = 27;
    private const int Namespaces = 50;

    /// <summary>So many files.</summary>
    public static SyntaxTree[] Of(int files) => [.. Enumerable.Range(0, files).Select(static number => StoreSources.Parse(Service(number), $"Service{number}.cs"))];

    private static string Service(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        namespace Demo.Services{{number % Namespaces}};

        /// <summary>One of many.</summary>
        [Serializable]
        public sealed class Service{{number}} : IService{{number}}
        {
            private readonly List<string> _items = new();
            private readonly IService{{number}}? _inner;
            public Service{{number}}(IService{{number}}? inner) => _inner = inner;
            public int Count => _items.Count;

        {{string.Concat(Enumerable.Range(0, Methods).Select(Method))}}
        }

        public interface IService{{number}}
        {
            int Count { get; }
        }
        """);

    private static string Method(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
            public Task<int> Run{{number}}Async(string name, IReadOnlyDictionary<string, int> values, int limit = {{number}})
            {
                int sum = 0;
                foreach (KeyValuePair<string, int> pair in values)
                {
                    if (pair.Key.StartsWith(name, StringComparison.Ordinal) && pair.Value < limit)
                        sum += pair.Value * {{number}} + _items.Count;
                }

                return Task.FromResult(sum);
            }

        """);
}
