using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Descent.Gpu.Cuda;

namespace Descent.Gpu.Tests;

/// <summary>What the CUDA driver is asked for, and what happens when it refuses, with a driver that only takes notes.</summary>
public sealed unsafe class CudaGraphTests
{
    private const nint Stream = 7;

    [ThreadStatic]
    private static List<string>? notes;

    [ThreadStatic]
    private static string? refused;

    [Fact]
    public void Launches_are_taken_down_once_and_repeated_by_one_call()
    {
        var launch = Capture(refuse: null, () => notes!.Add("calls"))!;
        Assert.Equal(["begin 7 1", "calls", "end 7", "instantiate 70 0", "destroy graph 70"], notes!);
        notes!.Clear();
        launch();
        launch();
        Assert.Equal(["launch 700 7", "launch 700 7"], notes);
    }

    [Theory]
    [InlineData("begin", "begin 7 1")]
    [InlineData("end", "begin 7 1, calls, end 7")]
    [InlineData("instantiate", "begin 7 1, calls, end 7, instantiate 70 0, destroy graph 70")]
    public void Where_the_driver_refuses_there_is_no_graph(string refuse, string expected)
    {
        Assert.Null(Capture(refuse, () => notes!.Add("calls")));
        Assert.Equal(expected, string.Join(", ", notes!));
    }

    [Fact]
    public void Calls_that_wait_for_the_device_end_the_capture()
    {
        Assert.Null(Capture(refuse: null, () => throw new InvalidOperationException("cannot wait in a capture")));
        Assert.Equal("begin 7 1, end 7, destroy graph 70", string.Join(", ", notes!));
    }

    [Fact]
    public void A_launch_that_fails_says_so()
    {
        var launch = Capture(refuse: null, () => { })!;
        refused = "launch";
        Assert.Equal("launching a captured step failed: CUDA error 1", Assert.Throws<InvalidOperationException>(launch).Message);
    }

    private static Action? Capture(string? refuse, Action calls)
    {
        (notes, refused) = ([], refuse);
        return CudaGraph.TryCapture(new GraphDriver(Find), Stream, calls);
    }

    private static nint Find(string name) => name switch
    {
        "cuStreamBeginCapture_v2" => (nint)(delegate* unmanaged[Cdecl]<nint, int, int>)&Begin,
        "cuStreamEndCapture" => (nint)(delegate* unmanaged[Cdecl]<nint, nint*, int>)&End,
        "cuGraphInstantiateWithFlags" => (nint)(delegate* unmanaged[Cdecl]<nint*, nint, ulong, int>)&Instantiate,
        "cuGraphLaunch" => (nint)(delegate* unmanaged[Cdecl]<nint, nint, int>)&Launch,
        "cuGraphDestroy" => (nint)(delegate* unmanaged[Cdecl]<nint, int>)&DestroyGraph,
        "cuGraphExecDestroy" => (nint)(delegate* unmanaged[Cdecl]<nint, int>)&DestroyExecutable,
        _ => throw new EntryPointNotFoundException(name),
    };

    private static int Note(string what, string note)
    {
        notes?.Add(note);
        return refused == what ? 1 : 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Begin(nint stream, int mode) => Note("begin", $"begin {stream} {mode}");

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int End(nint stream, nint* graph)
    {
        *graph = 10 * stream;
        return Note("end", $"end {stream}");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Instantiate(nint* executable, nint graph, ulong flags)
    {
        *executable = 10 * graph;
        return Note("instantiate", $"instantiate {graph} {flags}");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Launch(nint executable, nint stream) => Note("launch", $"launch {executable} {stream}");

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DestroyGraph(nint graph) => Note("destroy", $"destroy graph {graph}");

    // Called by the garbage collector's thread.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DestroyExecutable(nint executable) => 0;
}
