namespace Descent.Notebooks.Transforms;

/// <summary>A value cannot be given to a notebook: the message names the parameter, the value, and the parameters there are.</summary>
/// <param name="message">What is wrong and what would fit.</param>
public sealed class NotebookParameterException(string message) : Exception(message);
