namespace Descent.Notebooks.Kernel;

/// <summary>The two streams that a cell prints to.</summary>
public enum KernelStream
{
    /// <summary>Standard output.</summary>
    Out,

    /// <summary>Standard error.</summary>
    Error,
}
