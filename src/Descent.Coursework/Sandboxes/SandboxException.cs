namespace Descent.Coursework.Sandboxes;

/// <summary>A sandbox cannot be used on this machine; the message says why, and what to do.</summary>
/// <param name="message">Why, and what to do.</param>
public sealed class SandboxException(string message) : CourseworkException(message);
