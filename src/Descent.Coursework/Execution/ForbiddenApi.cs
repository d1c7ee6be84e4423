namespace Descent.Coursework.Execution;

/// <summary>Something that the answers of an exercise may not use.</summary>
/// <param name="Name">
/// A namespace, a type or a member with its full name, such as <c>Descent.Tensor.Backward</c>; all that lies below it is forbidden too.
/// </param>
/// <param name="Reason">Why, in words that end the sentence «... is not allowed here: ...».</param>
public sealed record ForbiddenApi(string Name, string Reason);
