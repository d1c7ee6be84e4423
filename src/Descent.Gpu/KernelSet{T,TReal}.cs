using System.Buffers;
using System.Numerics;
using Descent.Backends;
using Descent.Gpu.Cuda;
using Descent.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Descent.Gpu;

/// <summary>The kernels for one type of elements: each is compiled when it is first called, then launched with what tensors it is given.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TReal">Functions of T in kernels.</typeparam>
internal sealed partial class KernelSet<T, TReal> : KernelSet
    where T : unmanaged, INumber<T>
    where TReal : struct, IReal<T>
{
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
        pool = new(sizeof(T), launcher.Accelerator.MemorySize / 4, CreateMemory, buffer => new GpuStorage<T>(buffer), memory => memory.Dispose());
    }

    private Accelerator Accelerator => launcher.Accelerator;

    /// <summary>A tensor's elements.</summary>
    public static ArrayView<T> View(Tensor tensor) => ((GpuStorage<T>)tensor.Storage).Elements.SubView(tensor.Offset, tensor.Length);

    public override Storage Allocate(int length) => pool.Rent(length);

    public override void Recycle(Storage storage) => ((GpuStorage<T>)storage).Return(pool);

    public override void Upload<TSource>(ReadOnlySpan<TSource> source, Tensor target)
    {
        if (typeof(TSource) == typeof(T))
        {
            launcher.Upload(System.Runtime.InteropServices.MemoryMarshal.Cast<TSource, T>(source), View(target));
            return;
        }

        var converted = new T[source.Length];
        Convert(source, converted);
        launcher.Upload<T>(converted, View(target));
    }

    public override void Download<TTarget>(Tensor source, Span<TTarget> target)
    {
        if (target.IsEmpty)
            return;
        if (typeof(TTarget) == typeof(T))
        {
            Download(source, System.Runtime.InteropServices.MemoryMarshal.Cast<TTarget, T>(target));
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
        catch (Exception error) when (error is AcceleratorException or InvalidOperationException)
        {
            throw new InvalidOperationException(
                $"{device}: the device reports: {error.Message} What was computed on it is lost; start the process afresh, or go on with Device.Cpu.", error);
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
        var elements = Math.Max(length, 1);
        try
        {
            return Accelerator.Allocate1D<T>(elements);
        }
        catch (Exception error) when (IsOutOfMemory(error))
        {
            pool.Trim();
        }

        try
        {
            return Accelerator.Allocate1D<T>(elements);
        }
        catch (Exception error) when (IsOutOfMemory(error))
        {
            throw new InsufficientMemoryException(
                $"{device}: no room for {length:N0} more elements ({(long)length * sizeof(T) / 1048576.0:N1} MiB); the device has {Accelerator.MemorySize / 1048576.0:N0} MiB. " +
                "Use smaller batches, let go of tensors that are no longer needed, or use Device.Cpu.", error);
        }
    }

    private static bool IsOutOfMemory(Exception error) => error is AcceleratorException or OutOfMemoryException;
}
