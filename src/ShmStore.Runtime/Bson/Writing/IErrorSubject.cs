namespace ShmStore.Bson;

/// <summary>A value whose errors say another name than that of its type.</summary>
internal interface IErrorSubject
{
    /// <summary>What the value is called.</summary>
    string ErrorSubject { get; }
}
