namespace Descent.Coursework.Courses;

/// <summary>What being late costs.</summary>
public enum LatePolicy
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A share of the points for each day begun.</summary>
    PerDay,

    /// <summary>All points.</summary>
    CutOff,
}
