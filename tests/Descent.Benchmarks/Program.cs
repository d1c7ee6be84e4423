using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Descent.Benchmarks;
using Descent.Benchmarks.Grading;
using Descent.Benchmarks.Peers;

const string Run = "dotnet run -c Release --project tests/Descent.Benchmarks --";
try
{
    switch (args)
    {
        case [] or ["--help" or "-h" or "-?"]:
            Help();
            return 0;
        case ["--list"]:
            List();
            return 0;
        case ["matmul", .. var rest]:
            return MatMulCommand.Run(Options.Parse(rest, "--quick"));
        case ["steps", .. var rest]:
            return StepsCommand.Run(Options.Parse(rest, "--quick", "--json"));
        case ["peers", .. var rest]:
            return PeersCommand.Run(Options.Parse(rest, "--quick", "--json", "--only", "--python"));
        case ["footprint", .. var rest]:
            return FootprintCommand.Run(rest);
        case ["genz", .. var rest]:
            return GenzCommand.Run(rest);
        case ["grading", .. var rest]:
            return GradingCommand.Run(rest);
        case [var first, ..] when first.StartsWith('-'):
            // In this process: a generated project would not build under this repository's rules for warnings.
            var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
            BenchmarkSwitcher.FromAssembly(typeof(MatMulBenchmarks).Assembly).Run(args, config);
            return 0;
        default:
            throw new ArgumentException($"unknown command '{args[0]}'");
    }
}
catch (ArgumentException error)
{
    Console.Error.WriteLine($"{error.Message}\n`{Run} --help` shows what there is");
    return 5;
}

static void Help() => Console.WriteLine($"""
    Measures Descent.

      {Run} --list                        every command and benchmark
      {Run} matmul [--quick]              GFLOP/s of the matrix product by size and instruction set
      {Run} steps [--quick] [--json F]    microseconds per training step of small and large networks
      {Run} peers [--quick] [--json F] [--only NAME] [--python P]   the same beside PyTorch: steps, products, epochs, functions
      {Run} footprint                     memory a step, memory of a run on MNIST, the first step of a fresh process
      {Run} genz DIR [--jobs N] [--draws N]   how well notebook 12's recipe approximates, beside scikit-learn
      {Run} grading [--count N] [--jobs N] [--kills N]   how long a class of 05-backprop takes to grade, and what kills do to it
      {Run} --filter '*MatMul*'           BenchmarkDotNet: times and allocations (its own options work too)

    --quick takes a few samples only: seconds instead of a minute or two.
    DOTNET_JitDisasm='Tile' DOTNET_JitStdOutFile=tile.txt before a command writes the machine code of a method (here, the product's kernel).
    """);

static void List()
{
    Console.WriteLine("Commands");
    Console.WriteLine("  matmul [--quick]");
    Console.WriteLine("  steps [--quick] [--json FILE]");
    Console.WriteLine("  peers [--quick] [--json FILE] [--only NAME] [--python PYTHON]");
    Console.WriteLine("  footprint");
    Console.WriteLine("  genz DIR [--jobs N] [--draws N]");
    Console.WriteLine("  grading [--count N] [--jobs N] [--kills N]");
    Console.WriteLine("BenchmarkDotNet (--filter NAME, wildcards allowed)");
    foreach (var type in typeof(MatMulBenchmarks).Assembly.GetTypes().OrderBy(type => type.Name))
    {
        foreach (var method in type.GetMethods().Where(method => method.GetCustomAttribute<BenchmarkAttribute>() is not null))
            Console.WriteLine($"  {type.FullName}.{method.Name}");
    }
}
