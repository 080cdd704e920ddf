using System.Text;
using ShmStore.Bson;

namespace ShmStore.Tests.Bson.Model;

internal static class DocumentViewExtensions
{
    /// <summary>The nested document or array under a name.</summary>
    public static DocumentView At(this DocumentView view, string name) =>
        view.TryFind(Encoding.UTF8.GetBytes(name), out ElementView element) ? element.AsDocument() : throw new KeyNotFoundException(name);
}
