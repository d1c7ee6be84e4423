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

    private static readonly Lazy<GraphDriver?> Installed = new(GraphDriver.TryLoad);

    private readonly GraphDriver driver;

    private CudaGraph(GraphDriver driver, nint graph)
        : base(ownsHandle: true)
    {
        this.driver = driver;
        SetHandle(graph);
    }

    /// <summary>Captures launches.</summary>
    /// <param name="accelerator">The device.</param>
    /// <param name="stream">The stream that all kernels are launched into.</param>
    /// <param name="calls">Launches kernels, and nothing that would have to wait for the device.</param>
    /// <returns>Launches them again; null where this driver or these calls cannot be captured.</returns>
    public static Action? TryCapture(Accelerator accelerator, CudaStream stream, Action calls)
    {
        if (Installed.Value is not { } driver)
            return null;
        accelerator.Bind();
        stream.Synchronize();
        if (TryCapture(driver, stream.StreamPtr, calls) is not { } launch)
            return null;
        return () =>
        {
            accelerator.Bind();
            launch();
        };
    }

    /// <summary>The same, for the thread's current device.</summary>
    internal static Action? TryCapture(GraphDriver driver, nint stream, Action calls)
    {
        if (driver.BeginCapture(stream, ThreadLocalCapture) != 0)
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
        catch
        {
            // Nothing could be launched into a stream that is still being captured.
            nint unfinished;
            if (driver.EndCapture(stream, &unfinished) == 0 && unfinished != 0)
                _ = driver.DestroyGraph(unfinished);
            throw;
        }

        nint captured;
        if (driver.EndCapture(stream, &captured) != 0 || captured == 0)
            return null;
        nint executable = 0;
        var isReady = isWhole && driver.Instantiate(&executable, captured, 0) == 0;
        _ = driver.DestroyGraph(captured);
        if (!isReady)
            return null;
        var graph = new CudaGraph(driver, executable);
        return () =>
        {
            var status = driver.Launch(graph.handle, stream);
            GC.KeepAlive(graph);
            if (status != 0)
                throw new InvalidOperationException($"launching a captured step failed: CUDA error {status}");
        };
    }

    /// <inheritdoc />
    protected override bool ReleaseHandle() => driver.DestroyExecutable(handle) == 0;
}
