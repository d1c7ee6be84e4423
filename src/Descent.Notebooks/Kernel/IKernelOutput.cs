namespace Descent.Notebooks.Kernel;

/// <summary>Receives what cells print and show, in the order in which they do it, from any thread.</summary>
public interface IKernelOutput
{
    /// <summary>Text was printed.</summary>
    /// <param name="stream">Where it was printed.</param>
    /// <param name="text">The text, as printed.</param>
    void Print(KernelStream stream, string text);

    /// <summary>A value was shown.</summary>
    /// <param name="value">The same value in one or several MIME types.</param>
    void Show(FormattedValue value);
}
