using ShmStore;

namespace Faulty;

[SharedObject]
public partial class Account
{
    public List<object?>? Anything { get; set; }
}

[SharedStore]
public partial class Empty;
