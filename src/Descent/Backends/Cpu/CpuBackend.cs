using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Descent.Backends.Cpu;

/// <summary>
/// The kernels on the processor. Element-wise work goes through <see cref="TensorPrimitives"/>, which picks the widest vector
/// instructions there are; the matrix product is <see cref="Gemm"/>. Work is cut into chunks whose size does not depend on the
/// number of threads, so neither do the bits of any result.
/// </summary>
internal sealed partial class CpuBackend : IBackend
{
    /// <summary>Elements a kernel handles at a time: small enough that its operands stay in the first-level cache.</summary>
    private const int Chunk = 2048;

    /// <summary>Elements from which a second thread is worth its while for element-wise work.</summary>
    private const int ParallelFrom = 1 << 16;

    /// <summary>Parts for each thread: a thread that comes late, or is held up, leaves more of them to the others.</summary>
    private const int PartsPerThread = 4;

    /// <inheritdoc />
    public Storage Allocate(DType dtype, int length) => dtype == DType.Float32 ? CpuStorage<float>.Rent(length) : CpuStorage<double>.Rent(length);

    /// <inheritdoc />
    public void Recycle(Storage storage)
    {
        if (storage is CpuStorage<float> floats)
            floats.Return();
        else
            ((CpuStorage<double>)storage).Return();
    }

    /// <inheritdoc />
    public void Upload<T>(ReadOnlySpan<T> source, Tensor target)
        where T : unmanaged
    {
        if (target.DType == DType.Float32)
            ConvertElements(source, target.Span<float>());
        else
            ConvertElements(source, target.Span<double>());
        Keep(target);
    }

    /// <inheritdoc />
    public void Download<T>(Tensor source, Span<T> target)
        where T : unmanaged
    {
        if (source.DType == DType.Float32)
            ConvertElements<float, T>(source.Span<float>(), target);
        else
            ConvertElements<double, T>(source.Span<double>(), target);
        Keep(source);
    }

    /// <inheritdoc />
    public void Fill(Tensor target, double value)
    {
        // Zeros, but not negative ones, are zero bytes, which the runtime writes fastest.
        if (value == 0 && !double.IsNegative(value))
            Clear(target);
        else if (target.DType == DType.Float32)
            target.Span<float>().Fill((float)value);
        else
            target.Span<double>().Fill(value);
        Keep(target);
    }

    private static void Clear(Tensor target)
    {
        if (target.DType == DType.Float32)
            target.Span<float>().Clear();
        else
            target.Span<double>().Clear();
    }

    /// <inheritdoc />
    public void Convert(Tensor source, Tensor target)
    {
        if (source.DType == DType.Float32)
            Upload<float>(source.Span<float>(), target);
        else
            Upload<double>(source.Span<double>(), target);
        Keep(source, target);
    }

    private static void ConvertElements<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<TTo> target)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        if (typeof(TFrom) == typeof(TTo))
            MemoryMarshal.Cast<TFrom, TTo>(source).CopyTo(target);
        else if (typeof(TFrom) == typeof(float))
            TensorPrimitives.ConvertChecked<float, double>(MemoryMarshal.Cast<TFrom, float>(source), MemoryMarshal.Cast<TTo, double>(target));
        else
            TensorPrimitives.ConvertTruncating<double, float>(MemoryMarshal.Cast<TFrom, double>(source), MemoryMarshal.Cast<TTo, float>(target));
    }

    /// <summary>
    /// Ends every kernel. A kernel works on memory, and the runtime may find a tensor dead once its memory has been looked up for the
    /// last time; on another thread, <see cref="BufferPool{TMemory}"/> would then lend the memory to somebody else while the kernel still runs.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(Tensor? first, Tensor? second = null, Tensor? third = null, Tensor? fourth = null)
    {
        // Being an argument is all that it takes.
    }

    /// <summary>Runs a kernel over chunks, on several threads where there is enough to do.</summary>
    private static void ForChunks<T, TKernel>(int length, TKernel kernel)
        where TKernel : struct, IChunkKernel
    {
        if (length < ParallelFrom || CpuThreads.Count == 1)
        {
            for (var start = 0; start < length; start += Chunk)
                kernel.Run(start, Math.Min(Chunk, length - start));
            return;
        }

        var chunks = (length + Chunk - 1) / Chunk;
        var parts = Math.Min(PartsPerThread * CpuThreads.Count, chunks);
        CpuThreads.For(parts, new ChunkParts<TKernel>(length, chunks, parts, kernel));
    }

    private readonly struct ChunkParts<TKernel>(int length, int chunks, int parts, TKernel kernel) : IParts
        where TKernel : struct, IChunkKernel
    {
        public void Run(int part)
        {
            for (var chunk = (int)((long)chunks * part / parts); chunk < (int)((long)chunks * (part + 1) / parts); chunk++)
                kernel.Run(chunk * Chunk, Math.Min(Chunk, length - (chunk * Chunk)));
        }
    }

    /// <summary>Work on some elements of larger tensors.</summary>
    private interface IChunkKernel
    {
        void Run(int start, int length);
    }
}
