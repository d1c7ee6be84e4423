namespace Descent.Coursework;

/// <summary>Something that whoever called can mend; the message says what is wrong and what to do.</summary>
/// <param name="message">What is wrong, and what to do.</param>
public class CourseworkException(string message) : Exception(message);
