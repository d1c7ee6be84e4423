namespace Descent.Notebooks.Kernel;

/// <summary>A cell asks for something that this kernel refuses; the message says what to do instead.</summary>
internal sealed class KernelException(string message, CellPlace? place) : Exception(message)
{
    public CellPlace? Place { get; } = place;
}
