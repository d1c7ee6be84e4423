namespace Descent.Backends.Cpu;

/// <summary>Elements in managed memory.</summary>
/// <param name="elements">The elements.</param>
/// <param name="buffer">Where the elements go back to; null for elements that are simply forgotten.</param>
internal sealed class CpuStorage<T>(T[] elements, BufferPool<T[]>.Buffer? buffer = null) : Storage(DTypes.Of<T>(), elements.Length)
    where T : unmanaged
{
    /// <summary>Bytes below which a new array is as cheap as one that was used before.</summary>
    private const int Smallest = 256;

    private const long MostFreeBytes = 256L << 20;

    private static readonly int Size = DTypes.Of<T>().Size();

    private static readonly BufferPool<T[]> Pool = new(
        Size, MostFreeBytes, length => GC.AllocateUninitializedArray<T>(length), buffer => new CpuStorage<T>(buffer.Memory, buffer));

    private BufferPool<T[]>.Buffer? buffer = buffer;

    public T[] Elements { get; } = elements;

    /// <summary>Storage with arbitrary content.</summary>
    public static CpuStorage<T> Rent(int length) =>
        (long)length * Size < Smallest ? new CpuStorage<T>(GC.AllocateUninitializedArray<T>(length)) : (CpuStorage<T>)Pool.Rent(length);

    /// <summary>Lends the elements to others from now on: nobody will read these any more.</summary>
    public void Return()
    {
        // Once: by the next time they may be somebody else's.
        if (Interlocked.Exchange(ref buffer, null) is { } lent)
            Pool.Return(lent);
        GC.KeepAlive(this);
    }
}
