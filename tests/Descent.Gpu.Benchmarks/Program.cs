using Descent.Benchmarks;
using Descent.Gpu.Benchmarks;

const string Run = "dotnet run -c Release --project tests/Descent.Gpu.Benchmarks --";
try
{
    switch (args)
    {
        case [] or ["--help" or "-h" or "-?"]:
            Help();
            return 0;
        case ["devices"]:
            DevicesCommand.Run();
            return 0;
        case ["peers", .. var rest]:
            return PeersCommand.Run(Options.Parse([.. rest.Where(option => option != "--emulated")], "--quick", "--json", "--only", "--python"), rest.Contains("--emulated"));
        case ["kernels", .. var rest]:
            return KernelsCommand.Run(Options.Parse([.. rest.Where(option => option != "--emulated")], "--quick"), rest.Contains("--emulated"));
        default:
            throw new ArgumentException($"unknown command '{args[0]}'");
    }
}
catch (Exception error) when (error is ArgumentException or InvalidOperationException)
{
    Console.Error.WriteLine($"{error.Message}\n`{Run} --help` shows what there is");
    return 5;
}

static void Help() => Console.WriteLine($"""
    Measures Descent on a GPU.

      {Run} devices                      what devices there are
      {Run} peers [--quick] [--json F] [--only NAME] [--python P]   training steps and epochs beside PyTorch's, eager and as CUDA graphs
      {Run} kernels [--quick]            GFLOP/s of matrix products by our kernel and by cuBLAS, bytes/s of other kernels

    --quick takes a few samples only. --emulated runs tiny cases on an emulated GPU: to see that all works where there is none.
    For a machine with a driver and no SDK:
      dotnet publish tests/Descent.Gpu.Benchmarks -c Release -r linux-x64 --self-contained -o gpu-benchmarks
      ./gpu-benchmarks/Descent.Gpu.Benchmarks peers
    """);
