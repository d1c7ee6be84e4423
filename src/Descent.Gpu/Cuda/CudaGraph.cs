using System.Runtime.InteropServices;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using Microsoft.Win32.SafeHandles;

namespace Descent.Gpu.Cuda;

/// <summary>
/// Many kernel launches as one: the driver takes down what is launched into a stream (nothing runs meanwhile), and then launches all of it with
/// one call of a few microseconds, where each launch alone costs as much.
/// </summary>
internal sealed unsafe class CudaGraph : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Other threads may do what they like meanwhile.</summary>
    private const int ThreadLocalCapture = 1;

    private static readonly Lazy<Driver?> Functions = new(Driver.TryLoad);

    private CudaGraph(nint graph)
        : base(ownsHandle: true) => SetHandle(graph);

    /// <summary>Captures launches.</summary>
    /// <param name="accelerator">The device.</param>
    /// <param name="stream">The stream that all kernels are launched into.</param>
    /// <param name="calls">Launches kernels, and nothing that would have to wait for the device.</param>
    /// <returns>Launches them again; null where this driver or these calls cannot be captured.</returns>
    public static Action? TryCapture(Accelerator accelerator, CudaStream stream, Action calls)
    {
        if (Functions.Value is not { } driver)
            return null;
        accelerator.Bind();
        stream.Synchronize();
        if (driver.BeginCapture(stream.StreamPtr, ThreadLocalCapture) != 0)
            return null;
        var isWhole = true;
        try
        {
            calls();
        }
        catch (Exception error) when (error is AcceleratorException or InvalidOperationException)
        {
            // Something in it waits for the device: the calls are then made one by one.
            isWhole = false;
        }

        nint captured;
        if (driver.EndCapture(stream.StreamPtr, &captured) != 0)
            return null;
        nint executable = 0;
        var isReady = isWhole && driver.Instantiate(&executable, captured, 0) == 0;
        _ = driver.DestroyGraph(captured);
        if (!isReady)
            return null;
        var graph = new CudaGraph(executable);
        return () =>
        {
            accelerator.Bind();
            var status = driver.Launch(graph.handle, stream.StreamPtr);
            if (status != 0)
                throw new InvalidOperationException($"launching a captured step failed: CUDA error {status}");
            GC.KeepAlive(graph);
        };
    }

    /// <inheritdoc />
    protected override bool ReleaseHandle() => Functions.Value!.DestroyExecutable(handle) == 0;

    /// <summary>The driver's functions for graphs.</summary>
    private sealed class Driver(nint library)
    {
        public readonly delegate* unmanaged<nint, int, int> BeginCapture = (delegate* unmanaged<nint, int, int>)NativeLibrary.GetExport(library, "cuStreamBeginCapture_v2");
        public readonly delegate* unmanaged<nint, nint*, int> EndCapture = (delegate* unmanaged<nint, nint*, int>)NativeLibrary.GetExport(library, "cuStreamEndCapture");
        public readonly delegate* unmanaged<nint*, nint, ulong, int> Instantiate = (delegate* unmanaged<nint*, nint, ulong, int>)NativeLibrary.GetExport(library, "cuGraphInstantiateWithFlags");
        public readonly delegate* unmanaged<nint, nint, int> Launch = (delegate* unmanaged<nint, nint, int>)NativeLibrary.GetExport(library, "cuGraphLaunch");
        public readonly delegate* unmanaged<nint, int> DestroyGraph = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "cuGraphDestroy");
        public readonly delegate* unmanaged<nint, int> DestroyExecutable = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "cuGraphExecDestroy");

        /// <summary>The driver, if it is there and knows graphs (CUDA 11.4 and later).</summary>
        public static Driver? TryLoad()
        {
            try
            {
                return NativeLibraries.TryLoadCuda(out var library) ? new Driver(library) : null;
            }
            catch (EntryPointNotFoundException)
            {
                return null;
            }
        }
    }
}
