using Descent.Cli.Commands;
using Descent.Notebooks.Kernel;
using Descent.Notebooks.Running;

// A kernel's process starts here, before anything else is loaded.
if (args is [KernelHost.Argument, var commands, var events])
    return KernelHost.Run(commands, events);

// A kernel takes longer to start than a command line to parse: the first one starts now.
using var spare = args is ["run", ..] ? SpareKernel.Start(KernelCommand.ThisProgram()) : null;
return DescentCommand.Invoke(args, spare);
