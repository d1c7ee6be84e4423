using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Descent.Backends;
using Descent.Gpu.Cuda;
using Descent.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace Descent.Gpu;

/// <summary>The kernels for one type of elements: each is compiled when it is first called, then launched with what tensors it is given.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TReal">Functions of T in kernels.</typeparam>
internal sealed partial class KernelSet<T, TReal> : KernelSet
    where T : unmanaged, INumber<T>
    where TReal : struct, IReal<T>
{
    /// <summary>So that the number of a thread, which may be a little larger, is still an int.</summary>
    private const int MostElements = int.MaxValue - 1023;

    private readonly Launcher launcher;
    private readonly string device;
    private readonly CuBlas? cuBlas;
    private readonly BufferPool<MemoryBuffer1D<T, Stride1D.Dense>> pool;

    /// <summary>The kernels of a device.</summary>
    /// <param name="launcher">Where they run.</param>
    /// <param name="device">What errors call it.</param>
    /// <param name="cuBlas">For matrix products, or null.</param>
    public unsafe KernelSet(Launcher launcher, string device, CuBlas? cuBlas)
    {
        (this.launcher, this.device, this.cuBlas) = (launcher, device, cuBlas);

        // A quarter of the memory may lie idle, as giving it back to the driver waits for all kernels.
        pool = new(sizeof(T), launcher.MemoryLimit / 4, CreateMemory, buffer => new GpuStorage<T>(buffer), FreeMemory);
        launcher.Trims.Add(pool.Trim);
    }

    private Accelerator Accelerator => launcher.Accelerator;

    /// <summary>A tensor's elements.</summary>
    public static ArrayView<T> View(Tensor tensor) => ((GpuStorage<T>)tensor.Storage).Elements.SubView(tensor.Offset, tensor.Length);

    public override Storage Allocate(int length) => pool.Rent(length);

    public override void Recycle(Storage storage) => ((GpuStorage<T>)storage).Return(pool);

    public override void Upload<TSource>(ReadOnlySpan<TSource> source, Tensor target)
    {
        ReadOnlySpan<T> elements;
        if (typeof(TSource) == typeof(T))
        {
            elements = MemoryMarshal.Cast<TSource, T>(source);
        }
        else
        {
            var converted = new T[source.Length];
            Convert(source, converted);
            elements = converted;
        }

        try
        {
            launcher.Upload(elements, View(target));
        }
        catch (AcceleratorException error)
        {
            throw Lost(error);
        }
    }

    public override void Download<TTarget>(Tensor source, Span<TTarget> target)
    {
        if (target.IsEmpty)
            return;
        if (typeof(TTarget) == typeof(T))
        {
            Download(source, MemoryMarshal.Cast<TTarget, T>(target));
            return;
        }

        var elements = ArrayPool<T>.Shared.Rent(target.Length);
        Download(source, elements.AsSpan(0, target.Length));
        Convert<T, TTarget>(elements.AsSpan(0, target.Length), target);
        ArrayPool<T>.Shared.Return(elements);
    }

    private void Download(Tensor source, Span<T> target)
    {
        try
        {
            View(source).CopyToCPU(launcher.Stream, target);
        }
        catch (AcceleratorException error)
        {
            throw Lost(error);
        }

        foreach (var value in target)
        {
            if (T.IsNaN(value))
            {
                launcher.CheckLabels();
                break;
            }
        }
    }

    private InvalidOperationException Lost(AcceleratorException error) => new(
        $"{device}: the device reports: {error.Message} What was computed on it is lost; start the process afresh, or go on with Device.Cpu.", error);

    private static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<TTo> target)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        for (var i = 0; i < source.Length; i++)
        {
            var value = typeof(TFrom) == typeof(float) ? (float)(object)source[i] : (double)(object)source[i];
            target[i] = typeof(TTo) == typeof(float) ? (TTo)(object)(float)value : (TTo)(object)value;
        }
    }

    private unsafe MemoryBuffer1D<T, Stride1D.Dense> CreateMemory(int length)
    {
        // A device has no memory of length 0.
        var bytes = Math.Max(length, 1) * (long)sizeof(T);
        if (length > MostElements)
            throw new InsufficientMemoryException($"{device}: {length:N0} elements are more than a tensor on a GPU may have, {MostElements:N0}.");
        if (TryCreate(bytes, out _) is { } memory)
            return memory;
        launcher.Trims.ForEach(trim => trim());
        return TryCreate(bytes, out var error) ?? throw new InsufficientMemoryException(
            $"{device}: no room for {length:N0} more elements ({bytes / 1048576.0:N1} MiB): tensors have {launcher.MemoryTaken / 1048576.0:N1} MiB, and may have {launcher.MemoryLimit / 1048576.0:N1}. " +
            "Use smaller batches, let go of tensors that are no longer needed, or use Device.Cpu.", error);
    }

    private unsafe MemoryBuffer1D<T, Stride1D.Dense>? TryCreate(long bytes, out Exception? error)
    {
        error = null;
        if (launcher.MemoryTaken + bytes > launcher.MemoryLimit)
            return null;
        try
        {
            var memory = Accelerator.Allocate1D<T>(bytes / sizeof(T));
            launcher.MemoryTaken += bytes;
            return memory;
        }
        catch (OutOfMemoryException refused)
        {
            error = refused;
            return null;
        }
        catch (AcceleratorException refused)
        {
            // Errors of kernels that ran before come to light here, too: only a lack of memory is one.
            error = refused is CudaException { Error: not "CUDA_ERROR_OUT_OF_MEMORY" } ? throw Lost(refused) : refused;
            return null;
        }
    }

    private void FreeMemory(MemoryBuffer1D<T, Stride1D.Dense> memory)
    {
        launcher.MemoryTaken -= memory.LengthInBytes;
        memory.Dispose();
    }
}
