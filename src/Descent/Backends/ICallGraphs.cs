namespace Descent.Backends;

/// <summary>A device that can take many kernel calls at once, which spares it the overhead of each: a CUDA graph.</summary>
public interface ICallGraphs
{
    /// <summary>Makes one call of many.</summary>
    /// <param name="calls">Calls kernels, always the same ones with the same tensors; reads nothing back and uploads nothing.</param>
    /// <returns>What has the same effect as <paramref name="calls"/>; null where the device cannot do it.</returns>
    Action? Compile(Action calls);
}
