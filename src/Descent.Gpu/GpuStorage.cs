using Descent.Backends;
using ILGPU;
using ILGPU.Runtime;

namespace Descent.Gpu;

/// <summary>Elements in a GPU's memory.</summary>
internal sealed class GpuStorage<T>(BufferPool<MemoryBuffer1D<T, Stride1D.Dense>>.Buffer buffer) : Storage(DTypes.Of<T>(), buffer.Length)
    where T : unmanaged
{
    private BufferPool<MemoryBuffer1D<T, Stride1D.Dense>>.Buffer? lent = buffer;

    public ArrayView<T> Elements { get; } = buffer.Memory.View.BaseView.SubView(0, buffer.Length);

    /// <summary>Lends the memory to others from now on: nobody will read these elements any more.</summary>
    public void Return(BufferPool<MemoryBuffer1D<T, Stride1D.Dense>> pool)
    {
        if (Interlocked.Exchange(ref lent, null) is { } free)
            pool.Return(free);
        GC.KeepAlive(this);
    }
}
