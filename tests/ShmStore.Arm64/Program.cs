using ShmStore.Arm64;

// Two uses of one assembly. It is compiled for arm64 so that there are listings; and it is run here to check them: the argument is the file with the listings.
return args switch
{
    [string listings] => Report.Print(Listing.ReadAll(listings)),
    [] => 2,
    _ => Roots.Reach(args),
};
