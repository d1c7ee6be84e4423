namespace Descent.Backends.Cpu;

/// <summary>Elements in managed memory.</summary>
/// <param name="elements">The elements.</param>
/// <param name="buffer">Where the elements go back to; null for elements that are simply forgotten.</param>
internal sealed class CpuStorage<T>(T[] elements, BufferPool<T>.Buffer? buffer = null) : Storage(DTypes.Of<T>(), elements.Length)
    where T : unmanaged
{
    public T[] Elements { get; } = elements;

    /// <summary>Where the elements go back to; null for elements that are simply forgotten, or were given back.</summary>
    public BufferPool<T>.Buffer? Buffer { get; set; } = buffer;
}
