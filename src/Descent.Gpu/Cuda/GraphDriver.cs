using System.Runtime.InteropServices;

namespace Descent.Gpu.Cuda;

/// <summary>The CUDA driver's functions for graphs. Each returns 0, or what went wrong.</summary>
/// <param name="find">Where a function of a name is.</param>
/// <exception cref="EntryPointNotFoundException">The driver is older than CUDA 11.4.</exception>
internal sealed unsafe class GraphDriver(Func<string, nint> find)
{
    /// <summary>Begins to take down what is launched into a stream.</summary>
    public readonly delegate* unmanaged<nint, int, int> BeginCapture = (delegate* unmanaged<nint, int, int>)find("cuStreamBeginCapture_v2");

    /// <summary>Ends it; the graph is 0 where something in it could not be captured.</summary>
    public readonly delegate* unmanaged<nint, nint*, int> EndCapture = (delegate* unmanaged<nint, nint*, int>)find("cuStreamEndCapture");

    /// <summary>Makes a graph that can be launched.</summary>
    public readonly delegate* unmanaged<nint*, nint, ulong, int> Instantiate = (delegate* unmanaged<nint*, nint, ulong, int>)find("cuGraphInstantiateWithFlags");

    /// <summary>Launches it into a stream.</summary>
    public readonly delegate* unmanaged<nint, nint, int> Launch = (delegate* unmanaged<nint, nint, int>)find("cuGraphLaunch");

    /// <summary>Frees a graph.</summary>
    public readonly delegate* unmanaged<nint, int> DestroyGraph = (delegate* unmanaged<nint, int>)find("cuGraphDestroy");

    /// <summary>Frees one that can be launched.</summary>
    public readonly delegate* unmanaged<nint, int> DestroyExecutable = (delegate* unmanaged<nint, int>)find("cuGraphExecDestroy");

    /// <summary>The driver of this computer; null where there is none that knows graphs.</summary>
    public static GraphDriver? TryLoad()
    {
        try
        {
            return NativeLibraries.TryLoadCuda(out var library) ? new GraphDriver(name => NativeLibrary.GetExport(library, name)) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }
}
