using System.Runtime.InteropServices;
using System.Runtime.Loader;
using ILGPU;

namespace Descent.Gpu;

/// <summary>
/// Where drivers are. ILGPU asks for names without a version, which only development packages install; a driver alone brings
/// <c>libcuda.so.1</c> and <c>libOpenCL.so.1</c>.
/// </summary>
internal static class NativeLibraries
{
    private static readonly string[] Cuda = OperatingSystem.IsWindows() ? ["nvcuda.dll"] : ["libcuda.so.1", "libcuda.so"];
    private static readonly string[] OpenCL = OperatingSystem.IsWindows() ? ["OpenCL.dll"] : ["libOpenCL.so.1", "libOpenCL.so"];

    private static int isRegistered;

    /// <summary>Makes ILGPU find them.</summary>
    public static void Register()
    {
        // Asked only where the runtime has found nothing. Not a resolver of the assembly: there can be one, and under WSL it is ILGPU's.
        if (Interlocked.Exchange(ref isRegistered, 1) == 0)
            AssemblyLoadContext.GetLoadContext(typeof(Context).Assembly)!.ResolvingUnmanagedDll += (_, name) => Resolve(name);
    }

    /// <summary>The NVIDIA driver.</summary>
    public static bool TryLoadCuda(out nint library) => TryLoad(Cuda, out library);

    /// <summary>What was looked for.</summary>
    public static string Describe() =>
        $"{Describe("the NVIDIA driver", Cuda)}; {Describe("OpenCL", OpenCL)}.";

    private static string Describe(string what, string[] names) =>
        TryLoad(names, out _) ? $"{what} ({names[0]}) is there, but reports no GPU that can be used" : $"{what} ({names[0]}) is not installed";

    private static nint Resolve(string name) => name switch
    {
        "cuda" or "nvcuda" => TryLoad(Cuda, out var library) ? library : 0,
        "OpenCL" => TryLoad(OpenCL, out var library) ? library : 0,
        _ => 0,
    };

    private static bool TryLoad(string[] names, out nint library)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out library))
                return true;
        }

        library = 0;
        return false;
    }
}
