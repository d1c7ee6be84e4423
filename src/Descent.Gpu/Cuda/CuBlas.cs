using System.Runtime.InteropServices;
using Descent.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace Descent.Gpu.Cuda;

/// <summary>
/// Matrix products by NVIDIA's cuBLAS, where it is installed: versions 10 to 13, which take the same calls. The environment variable
/// <c>DESCENT_CUBLAS</c> names another library, or is <c>off</c>.
/// </summary>
internal sealed unsafe class CuBlas : IDisposable
{
    private const string Setting = "DESCENT_CUBLAS";

    /// <summary>cuBLAS would else allocate in the middle of a capture; what it asks for on the largest GPUs.</summary>
    private const int WorkspaceBytes = 32 << 20;

    private readonly Accelerator accelerator;
    private readonly nint handle;
    private readonly MemoryBuffer1D<byte, Stride1D.Dense> workspace;
    private readonly delegate* unmanaged<nint, int> destroy;
    private readonly delegate* unmanaged<nint, int, int, int, int, int, float*, nint, int, long, nint, int, long, float*, nint, int, long, int, int> multiplyFloat32;
    private readonly delegate* unmanaged<nint, int, int, int, int, int, double*, nint, int, long, nint, int, long, double*, nint, int, long, int, int> multiplyFloat64;

    private CuBlas(Accelerator accelerator, CudaStream stream, nint library, string path)
    {
        (this.accelerator, Path) = (accelerator, path);
        var create = (delegate* unmanaged<nint*, int>)NativeLibrary.GetExport(library, "cublasCreate_v2");
        var setStream = (delegate* unmanaged<nint, nint, int>)NativeLibrary.GetExport(library, "cublasSetStream_v2");
        destroy = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "cublasDestroy_v2");
        multiplyFloat32 = (delegate* unmanaged<nint, int, int, int, int, int, float*, nint, int, long, nint, int, long, float*, nint, int, long, int, int>)
            NativeLibrary.GetExport(library, "cublasSgemmStridedBatched");
        multiplyFloat64 = (delegate* unmanaged<nint, int, int, int, int, int, double*, nint, int, long, nint, int, long, double*, nint, int, long, int, int>)
            NativeLibrary.GetExport(library, "cublasDgemmStridedBatched");
        accelerator.Bind();
        nint created;
        Check(create(&created), "cublasCreate");
        handle = created;
        Check(setStream(handle, stream.StreamPtr), "cublasSetStream");
        workspace = accelerator.Allocate1D<byte>(WorkspaceBytes);
        if (NativeLibrary.TryGetExport(library, "cublasSetWorkspace_v2", out var export))
            Check(((delegate* unmanaged<nint, nint, nuint, int>)export)(handle, workspace.NativePtr, WorkspaceBytes), "cublasSetWorkspace");
    }

    /// <summary>The library.</summary>
    public string Path { get; }

    /// <summary>Opens cuBLAS, if it is there.</summary>
    public static CuBlas? TryCreate(Accelerator accelerator, CudaStream stream)
    {
        var setting = Environment.GetEnvironmentVariable(Setting);
        if (setting == "off")
            return null;
        foreach (var name in string.IsNullOrEmpty(setting) ? Names() : [setting])
        {
            if (!NativeLibrary.TryLoad(name, out var library))
                continue;
            try
            {
                return new CuBlas(accelerator, stream, library, name);
            }
            catch (Exception error) when (error is EntryPointNotFoundException or InvalidOperationException)
            {
                // Too old, or not for this driver: perhaps the next one.
            }
        }

        return null;
    }

    /// <summary>What cuBLAS is asked for. It goes column by column, and so gets the transposed product: Cᵀ = Bᵀ Aᵀ.</summary>
    public static Gemm Ask(MatMulShape shape)
    {
        var (m, n, k) = (shape.Rows, shape.Columns, shape.Depth);
        return new(shape.TransposedB, shape.TransposedA, n, m, k, shape.TransposedB != 0 ? k : n, shape.BatchB, shape.TransposedA != 0 ? m : k, shape.BatchA, n, (long)m * n);
    }

    /// <summary>C = A B, all row by row.</summary>
    public void Multiply<T>(ArrayView<T> a, ArrayView<T> b, ArrayView<T> c, MatMulShape shape, int batches)
        where T : unmanaged
    {
        accelerator.Bind();
        var ask = Ask(shape);
        var (first, second, result) = (b.LoadEffectiveAddressAsPtr(), a.LoadEffectiveAddressAsPtr(), c.LoadEffectiveAddressAsPtr());
        int status;
        if (typeof(T) == typeof(float))
        {
            float one = 1, zero = 0;
            status = multiplyFloat32(
                handle, ask.TransposeFirst, ask.TransposeSecond, ask.Rows, ask.Columns, ask.Depth, &one, first, ask.StepFirst, ask.BatchFirst, second, ask.StepSecond, ask.BatchSecond, &zero, result, ask.StepResult, ask.BatchResult, batches);
        }
        else
        {
            double one = 1, zero = 0;
            status = multiplyFloat64(
                handle, ask.TransposeFirst, ask.TransposeSecond, ask.Rows, ask.Columns, ask.Depth, &one, first, ask.StepFirst, ask.BatchFirst, second, ask.StepSecond, ask.BatchSecond, &zero, result, ask.StepResult, ask.BatchResult, batches);
        }

        Check(status, "cublasGemmStridedBatched");
    }

    public void Dispose()
    {
        accelerator.Bind();
        _ = destroy(handle);
        workspace.Dispose();
    }

    /// <summary>The arguments of cublasSgemmStridedBatched and cublasDgemmStridedBatched: sizes and steps, of matrices that lie column by column.</summary>
    internal readonly record struct Gemm(
        int TransposeFirst, int TransposeSecond, int Rows, int Columns, int Depth, int StepFirst, long BatchFirst, int StepSecond, long BatchSecond, int StepResult, long BatchResult);

    private static IEnumerable<string> Names()
    {
        for (var version = 13; version >= 10; version--)
            yield return OperatingSystem.IsWindows() ? $"cublas64_{version}.dll" : $"libcublas.so.{version}";
        if (!OperatingSystem.IsWindows())
            yield return "libcublas.so";
    }

    private static void Check(int status, string call)
    {
        if (status != 0)
            throw new InvalidOperationException($"{call} failed with status {status}; set {Setting}=off to do without cuBLAS");
    }
}
