using Documents;
using MongoDB.Bson;
using ShmStore;

using Library.Writer writer = Library.CreateWriter();
using Library library = writer.OpenReader();

writer.Settings.Set(new BsonDocument { { "depth", 10 }, { "names", new BsonArray { "a", 2.5, BsonNull.Value } } });
Console.WriteLine($"{library.Settings.Value["depth"]} {library.Settings.Value}");

writer.Settings.SetExtendedJson("""
    {
        "at" : { "$date" : { "$numberLong" : "1700000000123" } }, "id" : { "$oid" : "0123456789abcdef01234567" }, "code" : { "$code" : "f", "$scope" : { "x" : [1, { "y" : true }] } },
        "bytes" : { "$binary" : { "base64" : "AQI=", "subType" : "00" } }, "exact" : { "$numberDecimal" : "1.10" }, "like" : { "$regularExpression" : { "pattern" : "a", "options" : "i" } }
    }
    """);
Console.WriteLine(library.Settings.ToExtendedJson());
Console.WriteLine(library.Settings.ToExtendedJson(relaxed: true));

using (StoreCommit commit = writer.BeginCommit())
{
    writer.Books.Set("a", new BsonDocument("pages", 1));
    writer.Books.SetExtendedJson("b", """{ "pages" : 2 }""");
    commit.Complete();
}

writer.Books.Update("a", static book => book.Add("read", value: true));
Console.WriteLine(library.Snapshot(static l => (l.Books.Count, l.Books["a"]["read"], l.Books.ToExtendedJson("b", relaxed: true))));

SharedObject free = SharedObject.FromExtendedJson("""{ "a" : [1, 2] }""");
Console.WriteLine(free.ToBsonDocument()["a"][1]);
foreach (string faulty in new[] { "{ \"a\" : ", "{ \"a\" : { \"$oid\" : \"x\" } }", new string('[', 100_000) })
{
    try
    {
        SharedObject.FromExtendedJson(faulty);
    }
    catch (FormatException e)
    {
        Console.WriteLine(e.Message.Split('.')[0]);
    }
}
