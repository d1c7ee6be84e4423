using Descent.Cli.Commands;
using Descent.Coursework.Execution;
using Descent.Notebooks.Kernel;
using Descent.Notebooks.Running;

// A child's process starts here, before anything else is loaded.
switch (args)
{
    case [KernelHost.Argument, var commands, var events]:
        return KernelHost.Run(commands, events);
    case [RunnerHost.Argument]:
        return RunnerHost.Run();
    case [CompilerHost.Argument]:
        return CompilerHost.Run();
}

// A kernel takes longer to start than a command line to parse: the first one starts now.
using var spare = args is ["run", ..] ? SpareKernel.Start(KernelCommand.ThisProgram()) : null;
return DescentCommand.Invoke(args, spare);
