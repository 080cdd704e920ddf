using Consumer;
using ShmStore;

string path = Path.Combine(Path.GetTempPath(), $"consumer-{Guid.NewGuid():N}.shm");
using (Market.Writer writer = Market.CreateWriter(path))
{
    writer.Primary.Set(new Account("testacc")
    {
        Delta = 1000,
        Balance = 12.50m,
        Opened = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        Positions = [new Position { Symbol = "AAPL", Quantity = 3 }, new Position { Symbol = "MSFT" }],
        Side = Side.Sell,
    });
    writer.Ticks.Add(42);

    using Market market = Market.Open(path);
    string positions = market.Primary.Read(static view =>
    {
        int quantity = 0;
        foreach (Position.View position in view.Positions)
        {
            quantity += position.Quantity ?? 0;
        }

        return $"{view.Name.ToString()} {quantity}";
    });
    Console.WriteLine($"{positions} {market.Primary.Delta} {market.Primary.Balance} {market.Primary.Side} {market.Primary.Value.Positions.Count} {market.Ticks.Value}");

    using Task<long> change = market.Primary.WaitForChangeAsync(market.Primary.Version);
    writer.Primary.Update(static old => old with { Delta = old.Delta + 1 });
    await change;
    Console.WriteLine(market.Primary.Value.Delta);

    using (StoreCommit commit = writer.BeginCommit())
    {
        writer.Holdings.Set("AAPL", new Position { Symbol = "AAPL", Quantity = 3 });
        writer.Primary.SetDelta(7);
        commit.Complete();
    }

    writer.Ticks.Add(1);

    Console.WriteLine(market.Snapshot(static m => (m.Holdings.Count, m.Primary.Delta, m.Ticks.Value, m.Holdings["AAPL"].Value.Quantity)));

    // Written and read without a document in between.
    writer.Primary.SetExtendedJson(market.Primary.ToExtendedJson()!.Replace("testacc", "copied", StringComparison.Ordinal));
    writer.Holdings.SetExtendedJson("MSFT", """{ "Symbol" : "MSFT", "Quantity" : { "$numberInt" : "5" } }""");
    Console.WriteLine($"{market.Primary.Value.Name} {market.Primary.Value.Balance} {market.Holdings["MSFT"].ToExtendedJson(relaxed: true)}");
    try
    {
        writer.Holdings.SetExtendedJson("MSFT", """{ "Symbol" : """);
    }
    catch (FormatException e)
    {
        Console.WriteLine($"{e.Message.Split('.')[0]} {market.Holdings["MSFT"].Value.Quantity}");
    }
}

SharedStoreFile.Delete(path);
