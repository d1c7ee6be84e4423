namespace Descent.Coursework.Exercises;

/// <summary>What a cell of an exercise is for.</summary>
public enum CellRole
{
    /// <summary>Text to read, or code that is given: students need not change it, and what they change has no effect on grading.</summary>
    Given,

    /// <summary>Code that students write; checks test it.</summary>
    Answer,

    /// <summary>Code with checks.</summary>
    Checks,

    /// <summary>An answer that a person marks.</summary>
    Question,
}
