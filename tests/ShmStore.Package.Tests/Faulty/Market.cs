using ShmStore;

namespace Faulty;

[SharedStore]
public partial class Market
{
    public partial SharedEntry<Account> Primary { get; }
}

[SharedStore]
public partial class Prices
{
    public partial SharedMap<double, Account> ByPrice { get; }
}

public partial class Forgotten
{
    public partial SharedAtomic<int> Count { get; }
}
